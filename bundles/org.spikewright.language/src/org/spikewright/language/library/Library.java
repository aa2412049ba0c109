package org.spikewright.language.library;

import java.net.URL;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.resource.ResourceSet;

/** The standard library: files in the language itself that every model sees. */
public final class Library {

    /** The packages whose names need no import; neurons, synapses and blocks are imported by those who use them. */
    public static final List<String> IMPLICIT = List.of("std.math", "std.random", "std.surrogate", "std.layer", "std.population",
            "std.data", "std.chip", "std.job");

    private static final List<URI> FILES = Stream.of("math", "random", "surrogate", "neuron", "cell", "point", "synapse", "layer", "block",
            "population", "data", "chip", "job").map(Library::uri).toList();

    private Library() {
    }

    /** Loads the library into a resource set unless it is there, and returns its resources. */
    public static List<Resource> in(ResourceSet resources) {
        return FILES.stream().map(file -> resources.getResource(file, true)).toList();
    }

    /** Whether a resource is one of the library's. */
    public static boolean contains(URI uri) {
        return uri.path() != null && uri.path().contains("/library/std/");
    }

    private static URI uri(String file) {
        return URI.createURI(url(file).toString());
    }

    private static URL url(String file) {
        URL url = Library.class.getResource("/library/std/" + file + ".spike");
        if (url == null) {
            throw new IllegalStateException("the standard library lacks " + file + ".spike");
        }
        return url;
    }
}
