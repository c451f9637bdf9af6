package io.jenkins.plugins.flaskbbswarm.diagnosis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What engines say of tasks that do not start, word for word; the failure table shows the same on the engine at hand. */
class FailureCauseTest {
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            20.10 | starting container failed: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "sleeep": executable file not found in $PATH: unknown | the image has no command sleeep; correct the service's command or entrypoint
            28.5  | starting container failed: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "sleeep": executable file not found in $PATH | the image has no command sleeep; correct the service's command or entrypoint
            28.5  | starting container failed: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/no/such/file": stat /no/such/file: no such file or directory | the image has no command /no/such/file; correct the service's command or entrypoint
            20.10 | starting container failed: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/etc/passwd": permission denied: unknown | the file /etc/passwd may not be executed; give it the x permission in the image
            20.10 | starting container failed: unable to find user nobodyhere: no matching entries in passwd file | the image has no user nobodyhere; correct the service's user
            28.5  | starting container failed: unable to find group staff2: no matching entries in group file | the image has no group staff2; correct the service's user or group_add
            20.10 | invalid mount config for type "bind": bind source path does not exist: /no/such/dir | the path /no/such/dir does not exist on that node; make it on each node that may run the service, or use a volume
            20.10 | starting container failed: driver failed programming external connectivity on endpoint w.1.gfxw (542b): Bind for 0.0.0.0:18778 failed: port is already allocated | another program on that node has port 18778 taken; stop it, or publish another port
            20.10 | starting container failed: driver failed programming external connectivity on endpoint w.1.gfxw (542b): Error starting userland proxy: listen tcp4 0.0.0.0:18490: bind: address already in use | another program on that node has port 18490 taken; stop it, or publish another port
            28.5  | starting container failed: failed to set up container networking: driver failed programming external connectivity on endpoint w.1.hm1m (9d35): Bind for 0.0.0.0:18778 failed: port is already allocated | another program on that node has port 18778 taken; stop it, or publish another port
            28.5  | starting container failed: failed to set up container networking: driver failed programming external connectivity on endpoint w.1.lxay (084a): failed to bind host port for 0.0.0.0:18490:172.17.0.3:80/tcp: address already in use | another program on that node has port 18490 taken; stop it, or publish another port
            28.5  | starting container failed: failed to set up container networking: driver failed programming external connectivity on endpoint w.1.lxay (084a): failed to bind host port for [::]:53:fd00::3:53/udp: address already in use | another program on that node has port 53 taken; stop it, or publish another port
            20.10 | task: non-zero exit (137): dockerexec: unhealthy container | its health check fails
            20.10 | task: non-zero exit (127) | a command that it runs does not exist in the image (exit code 127); correct the command or the script
            20.10 | task: non-zero exit (3) | its program ends by itself with exit code 3
            20.10 | starting container failed: failed to initialize logging driver: Unix syslog delivery error | its log driver cannot be started there (Unix syslog delivery error); start what it sends to, or correct the service's logging
            20.10 | starting container failed: failed to create shim task: mkdir /run/containerd/x: no space left on device: unknown | the disk of that node is full; free space there (docker system df, docker system prune), or move the engine's data to a larger disk
            """)
    void isToldFromTheEnginesWords(String engine, String error, String cause) {
        assertThat(FailureCause.of(error, Optional.empty())).as(engine).contains(cause);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | 8388608 | it ran out of memory (its limit is 8 MiB); raise the limit, or have it need less
            true  | 0       | it ran out of memory; raise the limit, or have it need less
            false | 8388608 | it was killed (exit code 137), most likely since it ran out of memory (its limit is 8 MiB); raise the limit, or have it need less
            false | 0       | it was killed (exit code 137): out of memory, or its stop timeout was exceeded
            """)
    void aKillIsMostLikelyForWantOfMemory(boolean seenByTheEngine, long limit, String cause) {
        ObjectNode container = JsonNodeFactory.instance.objectNode();
        container.putObject("State").put("OOMKilled", seenByTheEngine);
        container.putObject("HostConfig").put("Memory", limit);
        assertThat(FailureCause.of("task: non-zero exit (137)", Optional.of(container)))
                .contains(cause);
    }

    @ParameterizedTest
    @CsvSource({"''", "something that no engine has said so far"})
    void whatIsNotKnownIsNotGuessed(String error) {
        assertThat(FailureCause.of(error, Optional.empty())).isEmpty();
    }
}
