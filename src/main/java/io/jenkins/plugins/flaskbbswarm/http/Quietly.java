package io.jenkins.plugins.flaskbbswarm.http;

import java.io.Closeable;
import java.io.IOException;

/** Closes what is given up anyway. */
final class Quietly {
    private Quietly() {}

    static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is closed as far as we are concerned, and there is nobody to whom this would be news.
        }
    }
}
