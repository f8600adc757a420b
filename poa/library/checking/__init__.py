"""The checks behind ``poa check``, one group a file; poa.library.check runs them."""
