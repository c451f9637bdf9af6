package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import hudson.remoting.Channel;
import hudson.remoting.VirtualChannel;

import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Sends the plugin's classes to an agent in one go. Agents fetch each class when it is needed for the first time, which
 * is too late for those of a rollback if that begins because the controller is gone.
 */
public final class PreloadedClasses {
    private static final Set<Channel> DONE =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private PreloadedClasses() {}

    /** Returns when they are there; once a connection. */
    public static void sendTo(VirtualChannel agent) throws IOException, InterruptedException {
        if (agent instanceof Channel channel && !DONE.contains(channel)) {
            channel.preloadJar(AgentCall.class.getClassLoader(), AgentCall.class);
            DONE.add(channel);
        }
    }
}
