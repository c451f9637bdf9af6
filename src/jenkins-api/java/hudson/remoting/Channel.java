package hudson.remoting;

public class Channel implements VirtualChannel {
    public static Channel current() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T export(Class<T> type, T instance) {
        throw new UnsupportedOperationException();
    }
}
