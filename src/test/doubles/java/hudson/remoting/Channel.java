package hudson.remoting;

import java.io.IOException;

/** There is none where tests run, as on the controller; one that a test makes counts the jars that it is sent. */
public class Channel implements VirtualChannel {
    private int jars;

    public int jars() {
        return jars;
    }

    public static Channel current() {
        return null;
    }

    public boolean preloadJar(ClassLoader loader, Class<?>... classesInJars) throws IOException, InterruptedException {
        jars += classesInJars.length;
        return true;
    }

    @Override
    public <T> T export(Class<T> type, T instance) {
        throw new UnsupportedOperationException();
    }
}
