"""What is said of a release before and after it takes the place of another, and what somebody has to agree to."""
