package hudson.remoting;

import java.io.IOException;

public class Channel implements VirtualChannel {
    public static Channel current() {
        throw new UnsupportedOperationException();
    }

    public boolean preloadJar(ClassLoader loader, Class<?>... classesInJars) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T export(Class<T> type, T instance) {
        throw new UnsupportedOperationException();
    }
}
