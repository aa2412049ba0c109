package org.spikewright.language.scoping;

import com.google.common.base.Predicate;
import com.google.inject.Inject;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.scoping.IScope;
import org.eclipse.xtext.scoping.impl.DefaultGlobalScopeProvider;
import org.spikewright.language.library.Library;

/** What is visible from other files: the project's and the standard library's. */
public class SpikeGlobalScopeProvider extends DefaultGlobalScopeProvider {

    @Inject
    private Library library;

    @Override
    protected IScope getScope(Resource resource, boolean ignoreCase, EClass type, Predicate<IEObjectDescription> filter) {
        IScope others = Library.contains(resource.getURI()) ? IScope.NULLSCOPE : super.getScope(resource, ignoreCase, type, filter);
        return new DeclarationScope(others, library.declarations(), type, filter);
    }
}
