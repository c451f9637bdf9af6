package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the fields of a section that are lists. */
final class Lists {
    private final Section in;
    private final ReadContext reading;

    Lists(Section in) {
        this.in = in;
        this.reading = in.reading();
    }

    List<Section.Item> items(String name) {
        Optional<YamlNode> node = in.node(name);
        if (node.isPresent() && node.get() instanceof YamlList list) {
            return items(name, list);
        }
        node.ifPresent(other -> reading.wrongType(other, in.path(name), "a list"));
        return List.of();
    }

    private List<Section.Item> items(String name, YamlList list) {
        List<Section.Item> items = new ArrayList<>();
        for (YamlNode item : list.items()) {
            items.add(
                    new Section.Item(item, in.path(name) + "[" + items.size() + "]", in.pattern(name) + "[]", reading));
        }
        return items;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Section.Item item : items(name)) {
            in.scalars().text(item.node(), item.path()).ifPresent(texts::add);
            rememberPlace(name, item);
        }
        return texts;
    }

    /** So that checks of the merged stack can tell where a name is written. */
    private void rememberPlace(String name, Section.Item item) {
        if (item.node() instanceof YamlScalar scalar) {
            reading.places()
                    .put(in.path(name) + "." + scalar.text(), item.node().location());
        }
    }

    List<String> distinctTexts(String name) {
        List<String> texts = texts(name);
        noteRepetition(name, texts);
        return texts;
    }

    /** The reference's schema asks for lists without repetition. */
    void noteRepetition(String name, List<?> items) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            if (!seen.add(items.get(i))) {
                String where = in.path(name) + "[" + i + "]";
                reading.lenient(in.location(name), where, "repeats an earlier item of the list", "remove it");
            }
        }
    }
}
