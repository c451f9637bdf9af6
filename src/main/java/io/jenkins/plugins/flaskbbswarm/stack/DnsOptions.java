package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.List;

/**
 * What a container knows of names and addresses.
 *
 * @param extraHosts {@code host:address} pairs
 * @param dns addresses of name servers; empty for the engine's
 * @param dnsSearch domains to search
 * @param dnsGiven whether the file says anything of {@code dns} or {@code dns_search}, be it an empty list
 */
public record DnsOptions(
        String hostname, List<String> extraHosts, List<String> dns, List<String> dnsSearch, boolean dnsGiven) {
    public DnsOptions {
        extraHosts = List.copyOf(extraHosts);
        dns = List.copyOf(dns);
        dnsSearch = List.copyOf(dnsSearch);
    }
}
