package org.spikewright.language.scoping;

import com.google.common.base.Predicate;
import com.google.common.collect.Iterables;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.scoping.IScope;
import org.eclipse.xtext.scoping.impl.AbstractScope;

/** Those of many declarations that are of a kind; found by name without a look at the others. */
final class DeclarationScope extends AbstractScope {

    private final Map<QualifiedName, IEObjectDescription> declarations;
    private final EClass kind;
    private final Predicate<IEObjectDescription> filter;

    /**
     * A scope.
     *
     * @param outer where names are looked for that none of these has
     * @param declarations all, by their full names
     * @param kind which of them are seen
     * @param filter which of those, or {@code null} for all
     */
    DeclarationScope(IScope outer, Map<QualifiedName, IEObjectDescription> declarations, EClass kind, Predicate<IEObjectDescription> filter) {
        super(outer, false);
        this.declarations = declarations;
        this.kind = kind;
        this.filter = filter;
    }

    @Override
    protected IEObjectDescription getSingleLocalElementByName(QualifiedName name) {
        IEObjectDescription found = declarations.get(name);
        return found != null && isSeen(found) ? found : null;
    }

    @Override
    protected Iterable<IEObjectDescription> getLocalElementsByName(QualifiedName name) {
        IEObjectDescription found = getSingleLocalElementByName(name);
        return found == null ? List.of() : List.of(found);
    }

    @Override
    protected Iterable<IEObjectDescription> getAllLocalElements() {
        Collection<IEObjectDescription> all = declarations.values();
        return Iterables.filter(all, this::isSeen);
    }

    private boolean isSeen(IEObjectDescription declaration) {
        return kind.isSuperTypeOf(declaration.getEClass()) && (filter == null || filter.apply(declaration));
    }
}
