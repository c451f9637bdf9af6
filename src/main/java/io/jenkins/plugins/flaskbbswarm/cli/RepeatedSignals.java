package io.jenkins.plugins.flaskbbswarm.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers the signals that come after the first one, which Java itself would pass over in silence. Java has no API for
 * this but {@code sun.misc.Signal}, which compilers warn of, so it is called by name; where it is missing, later signals
 * are passed over as ever.
 */
final class RepeatedSignals {
    private static final List<String> NAMES = List.of("INT", "TERM");
    private static final String SECOND =
            "Interrupted again: what was begun is still being ended (a release is rolled back"
                    + " or left as --on-abort says), and until then the stack is between two releases. Wait for it; one more"
                    + " signal ends this process at once, and then the next deploy puts the stack right.";

    private final AtomicBoolean told = new AtomicBoolean();

    private RepeatedSignals() {}

    static void watch() {
        RepeatedSignals later = new RepeatedSignals();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler answer = (proxy, method, arguments) -> later.answer();
            Object ours =
                    Proxy.newProxyInstance(RepeatedSignals.class.getClassLoader(), new Class<?>[] {handler}, answer);
            for (String name : NAMES) {
                Object one = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, one, ours);
            }
        } catch (ReflectiveOperationException e) {
            // a Java without jdk.unsupported, or one that was told to leave signals alone (-Xrs)
        }
    }

    private Object answer() {
        if (!told.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(ExitCode.ROLLBACK_FAILED.number());
        }
        System.err.println(SECOND);
        return this;
    }
}
