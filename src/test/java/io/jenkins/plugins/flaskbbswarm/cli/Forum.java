package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.lab.Lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;

import static org.assertj.core.api.Assertions.assertThat;

/** A running FlaskBB as people use it; each visit has a browser of its own. */
record Forum(URI address, ProxySelector ways) {
    /** At an address that this machine can reach. */
    static Forum at(URI address) {
        return new Forum(address, Browser.DIRECTLY);
    }

    /** By a name that no DNS knows: the laboratory's Traefik is asked for it as if it were a proxy. */
    static Forum named(String host) {
        ProxySelector traefik = ProxySelector.of(new InetSocketAddress(Lab.variable("LAB_ADDRESS"), 80));
        return new Forum(URI.create("http://" + host + "/"), traefik);
    }

    Browser.Page open() throws IOException, InterruptedException {
        return open(address);
    }

    Browser.Page open(URI page) throws IOException, InterruptedException {
        return new Browser(ways).open(page);
    }

    void register(String name) throws IOException, InterruptedException {
        Browser.Page answer = open(address.resolve("/auth/register"))
                .form("username")
                .fill("username", name)
                .fill("email", name + "@example.org")
                .fill("password", password(name))
                .fill("confirm_password", password(name))
                .fill("accept_tos", "y")
                .submit();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.address().getPath()).isNotEqualTo("/auth/register");
    }

    Browser.Page logIn(String name) throws IOException, InterruptedException {
        return open(address.resolve("/auth/login"))
                .form("login")
                .fill("login", name)
                .fill("password", password(name))
                .submit();
    }

    /** The first forum, with the list of its topics. */
    static Browser.Page topics(Browser.Page anyPage) throws IOException, InterruptedException {
        Browser.Page start = anyPage.open("/");
        return start.open(start.link("[^\"]*/forum/\\d+[^\"]*"));
    }

    /** Writes one there. */
    static Browser.Page openTopic(Browser.Page home, String title, String content)
            throws IOException, InterruptedException {
        Browser.Page forum = topics(home);
        Browser.Page form = forum.open(forum.link("[^\"]*/topic/new[^\"]*"));
        return form.form("title").fill("title", title).fill("content", content).submit();
    }

    static String password(String name) {
        return "open sesame of " + name;
    }
}
