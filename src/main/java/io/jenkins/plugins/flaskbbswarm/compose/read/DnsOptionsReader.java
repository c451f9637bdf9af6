package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.stack.DnsOptions;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a container knows of names and addresses. */
final class DnsOptionsReader {
    private final Section in;

    DnsOptionsReader(Section in) {
        this.in = in;
    }

    DnsOptions read() {
        String hostname = in.text("hostname");
        List<String> extraHosts = extraHosts();
        List<String> dns = in.textOrTexts("dns");
        List<String> search = in.textOrTexts("dns_search");
        return new DnsOptions(hostname, extraHosts, dns, search, in.has("dns") || in.has("dns_search"));
    }

    /** {@code host:address} pairs in the order of a list, or sorted if they come as a mapping. */
    private List<String> extraHosts() {
        Optional<YamlNode> node = in.node("extra_hosts");
        if (node.isPresent() && node.get() instanceof YamlMap) {
            List<String> hosts = new ArrayList<>();
            for (Map.Entry<String, Optional<String>> host :
                    in.pairs("extra_hosts").entrySet()) {
                host.getValue().ifPresent(address -> hosts.add(host.getKey() + ":" + bare(address)));
            }
            return hosts;
        }
        return in.distinctTexts("extra_hosts").stream()
                .flatMap(entry -> pair(entry).stream())
                .toList();
    }

    private Optional<String> pair(String entry) {
        int cut = entry.indexOf('=') >= 0 ? entry.indexOf('=') : entry.indexOf(':');
        if (cut < 0) {
            in.warn("extra_hosts", "an entry without an address has no effect", "write host:address");
            return Optional.empty();
        }
        return Optional.of(bracketsOff(entry.substring(0, cut) + ":" + entry.substring(cut + 1)));
    }

    private static String bracketsOff(String pair) {
        int cut = pair.indexOf(':');
        return pair.substring(0, cut) + ":" + bare(pair.substring(cut + 1));
    }

    /** An IPv6 address without its brackets. */
    private static String bare(String address) {
        boolean bracketed = address.length() > 2 && address.startsWith("[") && address.endsWith("]");
        return bracketed ? address.substring(1, address.length() - 1) : address;
    }
}
