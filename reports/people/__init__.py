"""Who is in a region and with which rights: pages for the administrator, and "wie mag wat"."""
