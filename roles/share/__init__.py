"""What lets a page be passed on: short links, cards, QR codes, texts to send and cards to embed, a module each."""
