"""Where people type: the cells, how a question of each kind looks, the municipalities."""
