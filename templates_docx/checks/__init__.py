"""An office's own forms and files looked at: what is wrong, what prints otherwise, what can be mended."""
