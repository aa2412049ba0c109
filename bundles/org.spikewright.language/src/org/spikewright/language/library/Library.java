package org.spikewright.language.library;

import com.google.inject.Inject;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.resource.IResourceDescription;
import org.eclipse.xtext.resource.XtextResourceSet;
import org.spikewright.model.core.Schema;

/**
 * The standard library: files in the language itself that every model sees. They are read once, linked, and never change, so
 * that all models, on whichever thread, share them.
 */
@Singleton
public class Library {

    /** The packages whose names need no import; neurons, synapses and blocks are imported by those who use them. */
    public static final List<String> IMPLICIT = List.of("std.math", "std.random", "std.surrogate", "std.layer", "std.population",
            "std.data", "std.chip", "std.job", "std.metric");

    private static final List<String> FILES = List.of("math", "random", "surrogate", "neuron", "cell", "point", "synapse", "layer", "block",
            "population", "data", "chip", "job", "metric");

    @Inject
    private Provider<XtextResourceSet> sets;

    @Inject
    private Provider<IResourceDescription.Manager> descriptions;

    private Map<QualifiedName, IEObjectDescription> declarations;

    /** What the library declares, by full names. */
    public synchronized Map<QualifiedName, IEObjectDescription> declarations() {
        if (declarations == null) {
            ResourceSet files = sets.get();
            FILES.forEach(file -> files.getResource(uri(file), true));
            declarations = new LinkedHashMap<>();
            for (Resource file : files.getResources()) {
                descriptions.get().getResourceDescription(file).getExportedObjects()
                        .forEach(description -> declarations.putIfAbsent(description.getName(), description));
            }
            EcoreUtil.resolveAll(files); // this comes here again for the names
        }
        return declarations;
    }

    /** The schema of that name, if there is one. */
    public Optional<Schema> schema(String name) {
        return IMPLICIT.stream().map(space -> declarations().get(QualifiedName.create(space.split("\\.")).append(name)))
                .flatMap(Stream::ofNullable).map(IEObjectDescription::getEObjectOrProxy)
                .filter(Schema.class::isInstance).map(Schema.class::cast).findFirst();
    }

    /** Whether a resource is one of the library's. */
    public static boolean contains(URI uri) {
        return uri.path() != null && uri.path().contains("/library/std/");
    }

    private static URI uri(String file) {
        URL url = Library.class.getResource("/library/std/" + file + ".spike");
        if (url == null) {
            throw new IllegalStateException("the standard library lacks " + file + ".spike");
        }
        return URI.createURI(url.toString());
    }
}
