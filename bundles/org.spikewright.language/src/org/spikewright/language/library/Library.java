package org.spikewright.language.library;

import com.google.inject.Inject;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.resource.IResourceDescription;
import org.eclipse.xtext.resource.XtextResourceSet;
import org.spikewright.language.Contributions;
import org.spikewright.language.UnreadableModelException;
import org.spikewright.model.core.Schema;

/**
 * The library: files in the language itself that every model sees, those of the standard library and those that other bundles have.
 * They are read once, linked, and never change, so that all models, on whichever thread, share them.
 */
@Singleton
public class Library {

    /** What the names of the standard library's packages start with. */
    public static final String STANDARD = "std";

    /** What the names of the folders start with that have copies of library files, for editors to show. */
    public static final String COPIES = "spikewright-library-";

    /** The packages whose names need no import; neurons, synapses and blocks are imported by those who use them. */
    public static final List<String> IMPLICIT = List.of("std.math", "std.random", "std.surrogate", "std.layer", "std.population",
            "std.data", "std.chip", "std.job", "std.metric");

    private static final List<String> FILES = List.of("math", "random", "surrogate", "neuron", "cell", "point", "synapse", "layer", "block",
            "population", "data", "chip", "job", "metric");

    @Inject
    private Provider<XtextResourceSet> sets;

    @Inject
    private Provider<IResourceDescription.Manager> descriptions;

    @Inject
    private Contributions contributions;

    private Map<QualifiedName, IEObjectDescription> declarations;

    /**
     * What the library declares, by full names.
     *
     * @throws UnreadableModelException if a bundle contributes what cannot be
     */
    public synchronized Map<QualifiedName, IEObjectDescription> declarations() {
        if (declarations == null) {
            try {
                read();
            } catch (RuntimeException e) {
                declarations = null;
                throw e;
            }
        }
        return declarations;
    }

    private void read() {
        List<URL> ofBundles = contributions.library();
        contributions.bindings(); // whatever is wrong with it is said here
        ResourceSet set = sets.get();
        List<Resource> own = FILES.stream().map(file -> set.createResource(uri(file))).toList();
        List<Resource> contributed = ofBundles.stream().map(file -> set.createResource(URI.createURI(file.toString()))).toList();
        Stream.concat(own.stream(), contributed.stream()).parallel().forEach(Library::load);
        declarations = new LinkedHashMap<>();
        own.stream().flatMap(this::declared).forEach(declared -> declarations.putIfAbsent(declared.getName(), declared));
        contributed.forEach(Library::refuseErrors); // of syntax; those of names follow
        contributed.forEach(this::add);
        EcoreUtil.resolveAll(set); // this asks for the declarations
        contributed.forEach(Library::refuseErrors);
    }

    private static void load(Resource file) {
        try {
            file.load(Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<IEObjectDescription> declared(Resource file) {
        return StreamSupport.stream(descriptions.get().getResourceDescription(file).getExportedObjects().spliterator(), false);
    }

    /** What a bundle declares beside the standard library. */
    private void add(Resource file) {
        declared(file).forEach(declared -> {
            if (declared.getName().getSegmentCount() == 1 || STANDARD.equals(declared.getName().getFirstSegment())) {
                throw refused(file, "'" + declared.getName() + "' needs a package, and one that does not start with " + STANDARD);
            }
            IEObjectDescription other = declarations.putIfAbsent(declared.getName(), declared);
            if (other != null) {
                throw refused(file, "'" + declared.getName() + "' is declared in " + other.getEObjectURI().trimFragment() + " already");
            }
        });
    }

    private static void refuseErrors(Resource file) {
        file.getErrors().stream().findFirst().ifPresent(error -> {
            throw refused(file, "line " + error.getLine() + ": " + error.getMessage());
        });
    }

    private static UnreadableModelException refused(Resource file, String why) {
        return new UnreadableModelException("a bundle contributes " + file.getURI() + ", which cannot be a library file: " + why);
    }

    /** The schema of that name, if there is one. */
    public Optional<Schema> schema(String name) {
        return IMPLICIT.stream().map(space -> declarations().get(QualifiedName.create(space.split("\\.")).append(name)))
                .flatMap(Stream::ofNullable).map(IEObjectDescription::getEObjectOrProxy)
                .filter(Schema.class::isInstance).map(Schema.class::cast).findFirst();
    }

    /** Whether a package of that name is the library's: one of the standard library, or one that another bundle has. */
    public boolean hasPackage(String name) {
        return isStandard(name) || packages().contains(name);
    }

    /** Whether a package of that name can be of the standard library only. */
    public static boolean isStandard(String name) {
        return name.equals(STANDARD) || name.startsWith(STANDARD + ".");
    }

    private Set<String> packages() {
        return declarations().keySet().stream().map(name -> name.skipLast(1).toString()).collect(Collectors.toSet());
    }

    /** Whether a resource is one of the library's: those lie in bundles, which no other model does, and copies of them in folders of their own. */
    public static boolean contains(URI uri) {
        return isInBundle(uri) || uri.segmentCount() > 1 && uri.segment(uri.segmentCount() - 2).startsWith(COPIES) || uri.path() != null && uri.path().contains("/library/" + STANDARD + "/");
    }

    /** Whether a resource lies in a bundle, where no editor can open it. */
    public static boolean isInBundle(URI uri) {
        return uri.isArchive() || uri.scheme() != null && uri.scheme().startsWith("bundle");
    }

    private static URI uri(String file) {
        URL url = Library.class.getResource("/library/" + STANDARD + "/" + file + ".spike");
        if (url == null) {
            throw new IllegalStateException("the standard library lacks " + file + ".spike");
        }
        return URI.createURI(url.toString());
    }
}
