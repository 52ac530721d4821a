"""What may be found: the catalogue of codes and sentences, its entries by subject, one finding."""
