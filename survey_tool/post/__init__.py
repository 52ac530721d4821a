"""Letters to the prefectures: contacts, drafts, sending; the record of what people did; where the round stands."""
