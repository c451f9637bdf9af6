package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;

import static org.assertj.core.api.Assertions.assertThat;

class SpecNormalizerTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a zero is as good as absent         | {'TaskTemplate':{'ForceUpdate':0}}                  | {}
            nor does a restart by hand differ   | {'TaskTemplate':{'ForceUpdate':3}}                  | {}
            an empty object too                 | {'TaskTemplate':{'Resources':{}}}                   | {}
            null too                            | {'TaskTemplate':{'ContainerSpec':{'User':null}}}    | {}
            what the engine fills in            | {'TaskTemplate':{'Runtime':'container','ContainerSpec':{'Isolation':'default','Image':'a'}}} | {'TaskTemplate':{'ContainerSpec':{'Image':'a'}}}
            an update stops at a failure        | {'UpdateConfig':{'Parallelism':2,'FailureAction':'pause','Order':'stop-first'}} | {'UpdateConfig':{'Parallelism':2}}
            one replica is the default          | {'Mode':{'Replicated':{'Replicas':1}}}              | {'Mode':{'Replicated':{}}}
            vip is the default                  | {'EndpointSpec':{'Mode':'vip'}}                     | {}
            the order of fields is none         | {'Name':'a','Labels':{'x':'1'}}                     | {'Labels':{'x':'1'},'Name':'a'}
            the ID of a secret follows its name | {'TaskTemplate':{'ContainerSpec':{'Secrets':[{'SecretName':'s','SecretID':'1'}]}}} | {'TaskTemplate':{'ContainerSpec':{'Secrets':[{'SecretName':'s'}]}}}
            a whole number with a fraction      | {'UpdateConfig':{'MaxFailureRatio':1.0}}            | {'UpdateConfig':{'MaxFailureRatio':1}}
            ports are a set                     | {'EndpointSpec':{'Ports':[{'TargetPort':53,'Protocol':'udp'},{'TargetPort':53}]}} | {'EndpointSpec':{'Ports':[{'TargetPort':53,'Protocol':'tcp'},{'TargetPort':53,'Protocol':'udp'}]}}
            a network by ID or by name          | {'TaskTemplate':{'Networks':[{'Target':'id-of-n'}]}} | {'TaskTemplate':{'Networks':[{'Target':'n'}]}}
            """)
    void equal(String what, String one, String other) {
        assertThat(normal(one)).isEqualTo(normal(other));
    }

    @Test
    void aFractionIsOneHoweverItWasParsed() {
        ObjectNode exact = (ObjectNode) parse("{'UpdateConfig':{}}");
        exact.withObject("/UpdateConfig").put("MaxFailureRatio", new BigDecimal("0.3"));
        assertThat(SpecNormalizer.ofService(exact, id -> id))
                .isEqualTo(normal("{'UpdateConfig':{'MaxFailureRatio':0.3}}"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no replicas are not one replica  | {'Mode':{'Replicated':{'Replicas':0}}}                            | {}
            global is a mode                 | {'Mode':{'Global':{}}}                                            | {}
            an empty label is a label        | {'Labels':{'x':''}}                                               | {}
            all at once is not one by one    | {'UpdateConfig':{'Parallelism':0}}                                | {}
            killed at once                   | {'TaskTemplate':{'ContainerSpec':{'StopGracePeriod':0}}}          | {}
            no init is not the default init  | {'TaskTemplate':{'ContainerSpec':{'Init':false}}}                 | {}
            an empty argument is an argument | {'TaskTemplate':{'ContainerSpec':{'Args':['']}}}                  | {}
            another port                     | {'EndpointSpec':{'Ports':[{'TargetPort':53},{'TargetPort':53}]}} | {'EndpointSpec':{'Ports':[{'TargetPort':53}]}}
            another version of a secret      | {'TaskTemplate':{'ContainerSpec':{'Secrets':[{'SecretName':'a'}]}}} | {'TaskTemplate':{'ContainerSpec':{'Secrets':[{'SecretName':'b'}]}}}
            """)
    void different(String what, String one, String other) {
        assertThat(normal(one)).isNotEqualTo(normal(other));
    }

    private static JsonNode normal(String json) {
        return SpecNormalizer.ofService(parse(json), id -> id.replace("id-of-", ""));
    }

    static JsonNode parse(String json) {
        try {
            return new JsonMapper().readTree(json.replace('\'', '"'));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
