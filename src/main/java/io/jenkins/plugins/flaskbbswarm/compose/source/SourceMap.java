package io.jenkins.plugins.flaskbbswarm.compose.source;

import io.jenkins.plugins.flaskbbswarm.yaml.Location;

import java.util.HashMap;
import java.util.Map;

/** Where each part of the merged stack was written, the last file counting. */
public final class SourceMap {
    private final Map<String, Location> byPath = new HashMap<>();
    private final Location start;

    /** @param start the place of what no file mentions */
    public SourceMap(Location start) {
        this.start = start;
    }

    public void put(String path, Location location) {
        byPath.put(path, location);
    }

    /** The place of {@code path}, or of the nearest part around it that is written anywhere. */
    public Location of(String path) {
        String around = path;
        while (!byPath.containsKey(around)) {
            int end = Math.max(around.lastIndexOf('.'), around.lastIndexOf('['));
            if (end < 0) {
                return start;
            }
            around = around.substring(0, end);
        }
        return byPath.get(around);
    }
}
