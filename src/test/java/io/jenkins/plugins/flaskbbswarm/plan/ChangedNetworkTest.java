package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.jenkins.plugins.flaskbbswarm.plan.SpecNormalizerTest.parse;
import static org.assertj.core.api.Assertions.assertThat;

/** A network that is there, and a file that wants another: what an update cannot bring about. */
class ChangedNetworkTest {
    @ParameterizedTest(name = "{1} where {0} is there")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'Driver':'overlay'}                                           | {'Driver':'overlay'}                                     | nothing | nothing
            {'Driver':'overlay','Options':{'com.docker.network.driver.overlay.vxlanid_list':'4100'}} | {'Driver':'overlay','Options':{}} | nothing | nothing
            {'Driver':'overlay','IPAM':{'Driver':'default','Config':[{'Subnet':'10.1.0.0/24','Gateway':'10.1.0.1'}]}} | {'Driver':'overlay','IPAM':{'Driver':'','Config':null}} | nothing | nothing
            {'Driver':'overlay','Labels':{'com.docker.stack.namespace':'bb'}} | {'Driver':'overlay','Labels':{'com.docker.stack.namespace':'bb'}} | nothing | nothing
            {'Driver':''}                                                  | {'Driver':'overlay','Options':{'encrypted':''}}          | nothing | nothing
            {'Driver':'overlay'}                                           | {'Driver':'overlay','Internal':true}                     | it is not internal | nothing
            {'Driver':'overlay','Internal':true}                           | {'Driver':'overlay'}                                     | it is internal | nothing
            {'Driver':'overlay'}                                           | {'Driver':'overlay','Attachable':true}                   | it is not attachable | nothing
            {'Driver':'overlay','Attachable':true}                         | {'Driver':'overlay'}                                     | nothing | it is attachable
            {'Driver':'overlay'}                                           | {'Driver':'overlay','Options':{'encrypted':''}}          | it is not encrypted | nothing
            {'Driver':'overlay','Options':{'encrypted':''}}                | {'Driver':'overlay'}                                     | nothing | it is encrypted
            {'Driver':'overlay','Options':{'mtu':'1400'}}                  | {'Driver':'overlay','Options':{'mtu':'1300'}}            | its option mtu is '1400', not '1300' | nothing
            {'Driver':'overlay'}                                           | {'Driver':'overlay','Options':{'mtu':'1300'}}            | its option mtu is not set, not '1300' | nothing
            {'Driver':'overlay'}                                           | {'Driver':'macvlan'}                                     | its driver is overlay, not macvlan | nothing
            {'Driver':'overlay','IPAM':{'Config':[{'Subnet':'10.1.0.0/24'}]}} | {'Driver':'overlay','IPAM':{'Config':[{'Subnet':'10.2.0.0/24'}]}} | its subnet is 10.1.0.0/24, not 10.2.0.0/24 | nothing
            {'Driver':'overlay','IPAM':{'Config':[{'Subnet':'10.1.0.0/24'}]}} | {'Driver':'overlay','IPAM':{'Config':[{'Subnet':'10.1.0.9/24'}]}} | nothing | nothing
            {'Driver':'overlay','IPAM':{'Config':[{'Subnet':'fd00::/64'}]}} | {'Driver':'overlay','IPAM':{'Config':[{'Subnet':'fd00:0::/64'}]}} | nothing | nothing
            {'Driver':'overlay'}                                           | {'Driver':'overlay','Labels':{'a':'b'}}                  | nothing | its labels are none, not {a=b}
            """)
    void isRefusedOrWarnedOf(String there, String wanted, String problem, String warning) {
        SwarmInventory.Network network =
                new SwarmInventory.Network("id", "bb_n", "overlay", "swarm", false, Map.of(), List.of(), parse(there));
        SwarmInventory observed = new SwarmInventory(Map.of(), Map.of("bb_n", network), Map.of(), Map.of());
        DesiredNetwork desired = new DesiredNetwork("n", "bb_n", Optional.of((ObjectNode) parse(wanted)));
        DesiredStack stack = new DesiredStack(new Namespace("bb"), List.of(desired), List.of(), List.of(), List.of());

        List<String> problems = Preflight.problems(stack, observed, List.of());
        if (problem.equals("nothing")) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).singleElement().asString().contains("the network bb_n exists, and " + problem);
        }
        assertThat(NetworkChanges.warnings(desired, observed))
                .isEqualTo(warning.equals("nothing") ? List.of() : List.of(warning));
    }
}
