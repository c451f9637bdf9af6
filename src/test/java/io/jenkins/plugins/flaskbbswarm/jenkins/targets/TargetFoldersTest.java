package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose a target is. */
class TargetFoldersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''        | job              | true
            ''        | team/job         | true
            team      | team/job         | true
            team      | team/site/PR-1   | true
            team/site | team/site/PR-1   | true
            team/site | team/job         | false
            team/site | team/sites/PR-1  | false
            team      | job              | false
            team      | team             | false
            team      | teams/job        | false
            team      | other/team/job   | false
            team      | Team/job         | false
            """)
    void aJobMayIfItsFolderIsInTheList(String folders, String job, boolean may) {
        assertThat(TargetFolders.parse(folders).allow(job)).isEqualTo(may);
    }

    @Test
    void theNarrowestFolderHoldsTheCredentials() {
        TargetFolders folders = TargetFolders.parse("team\n\n  team/site \nops");
        assertThat(folders.holding("team/site/PR-1")).contains("team/site");
        assertThat(folders.holding("team/job")).contains("team");
        assertThat(folders.holding("job")).isEmpty();
    }

    @Test
    void aFolderThatIsRenamedKeepsItsTargetsAndItsOldNameHasNone() {
        TargetFolders folders = TargetFolders.parse("team\nteam/site\nteams").moved("team", "crew");
        assertThat(folders.text()).isEqualTo("crew\ncrew/site\nteams");
        assertThat(folders.allow("team/job")).isFalse();
    }
}
