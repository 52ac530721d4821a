"""Letters to the prefectures: contacts, drafts, sending with a journal, and where the round stands."""
