"""Parts that several sheets are made of: lists of cases, panels, the tile map, the timeline."""
