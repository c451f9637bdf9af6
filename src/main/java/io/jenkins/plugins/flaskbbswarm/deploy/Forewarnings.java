package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.plan.NetworkRoom;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmState;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;

/** What works now and may not work later, as events. */
final class Forewarnings {
    private Forewarnings() {}

    static void tell(DesiredStack wanted, SwarmState state, RegistryLogins logins, EventSink events) {
        NetworkRoom.of(wanted, state.observed(), state.nodes()).stream()
                .filter(NetworkRoom::isNearlyFull)
                .forEach(network -> events.emit(tight(network)));
        wanted.services().stream()
                .map(service -> service.image().registry())
                .distinct()
                .sorted()
                .flatMap(registry -> logins.of(registry).stream())
                .forEach(login -> login.ends().ifPresent(when -> events.emit(shortLived(login, when))));
    }

    private static Event tight(NetworkRoom network) {
        return new Event.Warning(
                "network " + network.network(),
                "it is nearly full: " + network + ", to which nodes and updates that start new tasks first may add "
                        + network.atTimes() + ", and other stacks theirs; tasks without an address never start",
                "give it a larger subnet (ipam), or put the services on several networks");
    }

    private static Event shortLived(RegistryAuth login, String when) {
        return new Event.Warning(
                "registry " + login.server(),
                "its login ends " + when + ", and the swarm pulls with it later, too: a task that moves to another node"
                        + " then will not start there",
                "use a login that lasts, or deploy by the clock before this one ends");
    }
}
