package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import hudson.remoting.Channel;
import hudson.remoting.VirtualChannel;
import org.junit.jupiter.api.Test;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an agent needs for a rollback without its controller, it has before it begins. */
class PreloadedClassesTest {
    @Test
    void areSentOnceAConnection() throws Exception {
        Channel first = new Channel();
        Channel second = new Channel();

        PreloadedClasses.sendTo(first);
        PreloadedClasses.sendTo(first);
        PreloadedClasses.sendTo(second);

        assertThat(first.jars()).isEqualTo(1);
        assertThat(second.jars()).isEqualTo(1);
    }

    @Test
    void areSentAgainIfTheyDidNotArrive() throws Exception {
        boolean[] isBroken = {true};
        Channel channel = new Channel() {
            @Override
            public boolean preloadJar(ClassLoader loader, Class<?>... classesInJars)
                    throws IOException, InterruptedException {
                if (isBroken[0]) {
                    throw new IOException("broken");
                }
                return super.preloadJar(loader, classesInJars);
            }
        };
        assertThatThrownBy(() -> PreloadedClasses.sendTo(channel)).hasMessage("broken");

        isBroken[0] = false;
        PreloadedClasses.sendTo(channel);

        assertThat(channel.jars()).isEqualTo(1);
    }

    @Test
    void theControllerItselfHasThem() {
        VirtualChannel local = new VirtualChannel() {
            @Override
            public <T> T export(Class<T> type, T instance) {
                return instance;
            }
        };

        assertThatCode(() -> PreloadedClasses.sendTo(local)).doesNotThrowAnyException();
    }
}
