"""What may be found: the catalogue of codes and sentences, one finding, and the page that lists them all."""
