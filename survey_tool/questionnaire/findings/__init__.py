"""What may be found: the catalogue of codes and sentences, one finding."""
