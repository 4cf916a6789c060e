"""Who sits in front of the screen: asked once, remembered by the browser."""
