package hudson.remoting;

/** There is none where tests run: it is as on the controller. */
public class Channel implements VirtualChannel {
    public static Channel current() {
        return null;
    }

    @Override
    public <T> T export(Class<T> type, T instance) {
        throw new UnsupportedOperationException();
    }
}
