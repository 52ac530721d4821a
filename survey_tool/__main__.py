"""`python -m survey_tool`: the command where the folder of commands is not on the path, as often on Windows."""

from survey_tool.cli import main

if __name__ == "__main__":
    main()
