package org.spikewright.language.scoping;

import com.google.common.base.Predicate;
import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.resource.IResourceDescription;
import org.eclipse.xtext.scoping.IScope;
import org.eclipse.xtext.scoping.impl.DefaultGlobalScopeProvider;
import org.eclipse.xtext.scoping.impl.SimpleScope;
import org.spikewright.language.library.Library;

/** What is visible from other files: the project's and the standard library's. */
public class SpikeGlobalScopeProvider extends DefaultGlobalScopeProvider {

    @Inject
    private IResourceDescription.Manager descriptions;

    @Override
    protected IScope getScope(Resource resource, boolean ignoreCase, EClass type, Predicate<IEObjectDescription> filter) {
        List<IEObjectDescription> library = new ArrayList<>();
        for (Resource file : Library.in(resource.getResourceSet())) {
            for (IEObjectDescription description : descriptions.getResourceDescription(file).getExportedObjectsByType(type)) {
                if (filter == null || filter.apply(description)) {
                    library.add(description);
                }
            }
        }
        return Library.contains(resource.getURI()) ? new SimpleScope(library)
                : new SimpleScope(super.getScope(resource, ignoreCase, type, filter), library);
    }
}
