"""What an installation is made of: names, wheel, lock, set-up."""
