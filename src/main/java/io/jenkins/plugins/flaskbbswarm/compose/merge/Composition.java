package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.compose.interpolate.Interpolation;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeFiles;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlDocument;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes whole files of those that take parts of others: variables replaced, {@code include} and {@code extends} carried
 * out, and what a later file's {@code !reset} and {@code !override} take out of earlier ones taken out.
 */
public final class Composition {
    private final ComposeFiles files;

    /** @param files where included and extended files are read */
    public Composition(ComposeFiles files) {
        this.files = files;
    }

    /**
     * A file to make whole.
     *
     * @param path where it is
     * @param reading its directory and variables
     * @param includers the files that include this one, outermost first
     */
    record Source(YamlDocument document, Path path, ReadContext reading, List<Path> includers) {
        List<Path> chain() {
            List<Path> chain = new ArrayList<>(includers);
            chain.add(path);
            return chain;
        }
    }

    /** The files that the user names, in their order; one that cannot be read is left out, and an error noted. */
    public List<YamlMap> trees(List<ComposeSource> sources, ReadContext reading) {
        List<YamlMap> trees = new ArrayList<>();
        for (ComposeSource source : sources) {
            Optional<YamlDocument> document = files.read(source);
            document.map(read -> whole(new Source(read, source.path(), reading, List.of())))
                    .ifPresent(whole -> {
                        trees.replaceAll(whole.tags()::prune);
                        trees.add(whole.tree());
                    });
        }
        return trees;
    }

    /** One file, made whole, and what it takes out of those before it. */
    MergeTags.Read whole(Source source) {
        ReadContext reading = source.reading();
        MergeTags.Read read = MergeTags.read(source.document(), reading);
        YamlMap tree = new Interpolation(reading).interpolate(read.tree());
        YamlMap included = new Includes(files, this, source).resolve(tree);
        MergeTags.Read complete = new MergeTags.Read(included, read.tags());
        return new MergeTags.Read(new ExtendedServices(files, reading).resolve(source.path(), complete), read.tags());
    }
}
