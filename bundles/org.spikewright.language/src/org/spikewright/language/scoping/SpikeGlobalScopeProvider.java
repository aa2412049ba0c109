package org.spikewright.language.scoping;

import com.google.common.base.Predicate;
import com.google.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.resource.IResourceDescription;
import org.eclipse.xtext.scoping.IScope;
import org.eclipse.xtext.scoping.impl.DefaultGlobalScopeProvider;
import org.eclipse.xtext.util.IResourceScopeCache;
import org.spikewright.language.library.Library;

/** What is visible from other files: the project's and the standard library's. */
public class SpikeGlobalScopeProvider extends DefaultGlobalScopeProvider {

    @Inject
    private IResourceDescription.Manager descriptions;

    @Inject
    private IResourceScopeCache cache;

    @Override
    protected IScope getScope(Resource resource, boolean ignoreCase, EClass type, Predicate<IEObjectDescription> filter) {
        IScope others = Library.contains(resource.getURI()) ? IScope.NULLSCOPE : super.getScope(resource, ignoreCase, type, filter);
        return new DeclarationScope(others, library(resource.getResourceSet()), type, filter);
    }

    /** The library's declarations by their full names, kept with the first of its files, which never change. */
    private Map<QualifiedName, IEObjectDescription> library(ResourceSet resources) {
        List<Resource> files = Library.in(resources);
        return cache.get(SpikeGlobalScopeProvider.class, files.getFirst(), () -> {
            Map<QualifiedName, IEObjectDescription> library = new LinkedHashMap<>();
            for (Resource file : files) {
                descriptions.getResourceDescription(file).getExportedObjects()
                        .forEach(description -> library.putIfAbsent(description.getName(), description));
            }
            return library;
        });
    }
}
