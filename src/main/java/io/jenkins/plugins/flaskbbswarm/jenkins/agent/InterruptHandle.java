package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import io.jenkins.plugins.flaskbbswarm.deploy.StopReason;

import java.util.function.Consumer;

/** A thread that can be interrupted for as long as it does the work, and not when it does something else again. */
final class InterruptHandle implements RemoteHandle {
    private final Thread thread;
    private final Consumer<StopReason> listener;
    private boolean over;

    /** @param listener told why before the thread is interrupted */
    InterruptHandle(Thread thread, Consumer<StopReason> listener) {
        this.thread = thread;
        this.listener = listener;
    }

    @Override
    public synchronized void interrupt(StopReason reason) {
        if (!over) {
            listener.accept(reason);
            thread.interrupt();
        }
    }

    synchronized void over() {
        over = true;
        Thread.interrupted();
    }
}
