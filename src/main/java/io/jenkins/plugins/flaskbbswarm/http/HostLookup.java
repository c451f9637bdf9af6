package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Looks up a host's address in a thread of its own, since nothing else can end that before the DNS answers. */
final class HostLookup {
    private final String host;
    private final CompletableFuture<InetAddress> found = new CompletableFuture<>();

    HostLookup(String host) {
        this.host = host;
    }

    /** Waits for the address; called once. */
    InetSocketAddress withPort(int port) throws IOException {
        Thread thread = new Thread(this::resolve, "resolve-" + host);
        thread.setDaemon(true);
        thread.start();
        try {
            return new InetSocketAddress(found.get(), port);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        }
    }

    private void resolve() {
        try {
            found.complete(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            found.completeExceptionally(new UnknownHostException(host));
        } catch (RuntimeException e) {
            found.completeExceptionally(e);
        }
    }

    /** Ends the wait, from any thread. */
    void giveUp() {
        found.completeExceptionally(new IOException("closed"));
    }
}
