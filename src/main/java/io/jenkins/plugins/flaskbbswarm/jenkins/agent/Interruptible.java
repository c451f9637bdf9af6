package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

/** A thread that can be interrupted for as long as it does the work, and not when it does something else again. */
final class Interruptible implements Running {
    private final Thread thread;
    private boolean over;

    Interruptible(Thread thread) {
        this.thread = thread;
    }

    @Override
    public synchronized void interrupt() {
        if (!over) {
            thread.interrupt();
        }
    }

    synchronized void over() {
        over = true;
        Thread.interrupted();
    }
}
