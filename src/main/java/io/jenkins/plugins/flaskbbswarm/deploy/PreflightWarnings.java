package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.convert.NewerFields;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.plan.AddressCapacity;
import io.jenkins.plugins.flaskbbswarm.plan.NetworkChanges;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import io.jenkins.plugins.flaskbbswarm.plan.PlacementFilter;
import io.jenkins.plugins.flaskbbswarm.plan.TakenName;
import io.jenkins.plugins.flaskbbswarm.plan.VolumeChanges;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;

import java.util.List;

/** What works now and may not work later, as events. */
final class PreflightWarnings {
    private PreflightWarnings() {}

    static void report(DesiredStack wanted, SwarmSnapshot state, RegistryLogins logins, EventSink events) {
        AddressCapacity.of(wanted, state.observed(), state.nodes()).stream()
                .filter(AddressCapacity::isNearlyFull)
                .forEach(network -> events.emit(tight(network)));
        new NewerFields(state.apiVersion())
                .in(wanted)
                .forEach(dropped -> events.emit(unknown(dropped, state.apiVersion())));
        wanted.services().stream()
                .filter(service -> service.body().path("Mode").has("Global"))
                .filter(service -> new PlacementFilter(service.body())
                        .candidates(state.nodes())
                        .isEmpty())
                .forEach(service -> events.emit(nowhere(service, state.nodes())));
        wanted.networks().forEach(network -> NetworkChanges.warnings(network, state.observed())
                .forEach(difference -> events.emit(kept(network.name(), difference))));
        VolumeChanges.between(wanted.services(), state.observed())
                .forEach((volume, change) -> events.emit(keptVolume(volume, change)));
        wanted.services().stream()
                .map(service -> service.image().registry())
                .distinct()
                .sorted()
                .flatMap(registry -> logins.of(registry).stream())
                .forEach(login -> login.ends().ifPresent(when -> events.emit(shortLived(login, when))));
    }

    private static Event unknown(NewerFields.Dropped dropped, String apiVersion) {
        return new Event.Warning(
                dropped.place(),
                "is not known to the engine, with which API " + apiVersion + " is agreed on, and is left out",
                dropped.field().needs() + "; remove the field until then");
    }

    /** What a strict deployment does not take, one sentence each. */
    static List<String> unknown(DesiredStack wanted, SwarmSnapshot state) {
        return new NewerFields(state.apiVersion())
                .in(wanted).stream()
                        .map(dropped -> dropped.place() + " is not known to the engine (API " + state.apiVersion()
                                + "); " + dropped.field().needs() + "; remove the field, or deploy"
                                + " without --strict, which leaves it out")
                        .toList();
    }

    private static Event nowhere(DesiredService service, List<Node> nodes) {
        return new Event.Warning(
                "service " + service.name(),
                "no node can run it (" + new PlacementFilter(service.body()).explain(nodes)
                        + "), and a global service without a node has no task",
                "change its placement or reservations, or add a node");
    }

    private static Event tight(AddressCapacity network) {
        return new Event.Warning(
                "network " + network.network(),
                "its subnet is nearly exhausted: " + network
                        + ", to which nodes and updates that start new tasks first may add " + network.atTimes()
                        + ", and other stacks theirs; tasks without an address never start",
                "give it a larger subnet (ipam), or put the services on several networks");
    }

    static Event taken(TakenName name) {
        String users = name.users().isEmpty() ? "" : ", and " + String.join(", ", name.users()) + " with it";
        return new Event.Warning(
                name.kind() + " " + name.name(),
                "its content is another now, or is not known to be the same, and the engine changes none: this stack's"
                        + " services use " + name.version() + ", while " + name.name() + " stays as it is" + users,
                "give it another name in the files of all that use it, or remove the old one when nobody uses it");
    }

    private static Event kept(String network, String difference) {
        return new Event.Warning(
                "network " + network,
                difference + " where its file says otherwise, and stays so: a network cannot be changed",
                "remove its services and it (docker network rm " + network + ") and deploy again, or adapt the file");
    }

    private static Event keptVolume(String volume, String change) {
        return new Event.Warning(
                "volume " + volume,
                change,
                "remove the services that use it and then, on each node, the volume (docker volume rm " + volume
                        + "), which deletes its data, or give the volume another name");
    }

    private static Event shortLived(RegistryAuth login, String when) {
        return new Event.Warning(
                "registry " + login.server(),
                "its login expires " + when + "; tasks that are rescheduled later cannot pull the image",
                "use a login that lasts, or schedule a redeploy before it expires");
    }
}
