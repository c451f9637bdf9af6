package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;

/** A preview was closed while it was being made, and so there is nothing of it. */
public final class PreviewClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PreviewClosed(Preview preview) {
        super("The preview " + preview + " was closed while it was being made; nothing of it is left.");
    }
}
