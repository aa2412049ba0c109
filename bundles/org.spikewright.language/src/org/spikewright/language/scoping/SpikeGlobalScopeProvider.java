package org.spikewright.language.scoping;

import com.google.common.base.Predicate;
import com.google.inject.Inject;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.scoping.IScope;
import org.eclipse.xtext.scoping.impl.DefaultGlobalScopeProvider;
import org.spikewright.language.library.Library;

/**
 * What is visible from other files: those of the same folder that have a package, and the standard library. An editor and a
 * command line thus see the same, whatever else a workspace holds; a file without a package stands alone.
 */
public class SpikeGlobalScopeProvider extends DefaultGlobalScopeProvider {

    @Inject
    private Library library;

    @Override
    protected IScope getScope(Resource resource, boolean ignoreCase, EClass type, Predicate<IEObjectDescription> filter) {
        IScope others = Library.contains(resource.getURI()) ? IScope.NULLSCOPE
                : super.getScope(resource, ignoreCase, type, beside(resource, filter));
        return new DeclarationScope(others, library.declarations(), type, filter);
    }

    private static Predicate<IEObjectDescription> beside(Resource resource, Predicate<IEObjectDescription> filter) {
        String folder = folder(resource.getURI());
        return description -> description.getName().getSegmentCount() > 1
                && folder.equals(folder(description.getEObjectURI().trimFragment()))
                && (filter == null || filter.apply(description));
    }

    /** The folder of a file; clients may spell one address in several ways. */
    private static String folder(URI file) {
        return URI.decode(file.trimSegments(1).toString());
    }
}
