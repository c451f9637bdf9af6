package io.jenkins.plugins.flaskbbswarm.deploy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asks one host for its front page some hundred times a second, and keeps what it was answered. */
final class Visitors implements AutoCloseable {
    private final String address;
    private final int port;
    private final String host;
    private final List<String> answers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isOver;

    Visitors(String address, int port, String host, int number) {
        this.address = address;
        this.port = port;
        this.host = host;
        for (int i = 0; i < number; i++) {
            Thread thread = new Thread(this::visit, "visitor");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    private void visit() {
        try {
            while (!isOver) {
                String answer = ask();
                synchronized (answers) {
                    answers.add(answer);
                }
                Thread.sleep(8);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Status and body in a line. */
    String ask() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2000);
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write(("GET / HTTP/1.0\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String body = answer.substring(answer.indexOf("\r\n\r\n") + 4).strip();
            return answer.split(" ", 3)[1] + " " + (body.contains("\n") ? "" : body);
        } catch (IOException | RuntimeException e) {
            return e.toString();
        }
    }

    /** All answers so far, in the order in which they came. */
    List<String> answers() {
        synchronized (answers) {
            return List.copyOf(answers);
        }
    }

    @Override
    public void close() throws InterruptedException {
        isOver = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
