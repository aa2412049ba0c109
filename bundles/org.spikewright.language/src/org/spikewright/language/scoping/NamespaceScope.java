package org.spikewright.language.scoping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.resource.impl.AliasedEObjectDescription;
import org.eclipse.xtext.scoping.IScope;

/**
 * Names as a file sees them: first those of its own package, then what it imports, then what needs no import, at last full
 * names. Where several packages have the name, the first of them wins.
 */
final class NamespaceScope implements IScope {

    private final IScope all;
    private final List<QualifiedName> packages;
    private final List<QualifiedName> single;

    /**
     * A scope over declarations by their full names.
     *
     * @param packages whose names need no qualifier, the nearest first
     * @param single declarations imported by themselves
     */
    NamespaceScope(IScope all, List<QualifiedName> packages, List<QualifiedName> single) {
        this.all = all;
        this.packages = packages;
        this.single = single;
    }

    @Override
    public IEObjectDescription getSingleElement(QualifiedName name) {
        return candidates(name).stream().map(all::getSingleElement).filter(found -> found != null).findFirst().orElse(null);
    }

    @Override
    public Iterable<IEObjectDescription> getElements(QualifiedName name) {
        IEObjectDescription found = getSingleElement(name);
        return found == null ? List.of() : List.of(found);
    }

    @Override
    public IEObjectDescription getSingleElement(EObject object) {
        IEObjectDescription found = all.getSingleElement(object);
        return found == null ? null : shortened(found);
    }

    @Override
    public Iterable<IEObjectDescription> getElements(EObject object) {
        return Optional.ofNullable(getSingleElement(object)).map(List::of).orElse(List.of());
    }

    @Override
    public Iterable<IEObjectDescription> getAllElements() {
        List<IEObjectDescription> elements = new ArrayList<>();
        all.getAllElements().forEach(element -> elements.add(shortened(element)));
        return elements;
    }

    private List<QualifiedName> candidates(QualifiedName name) {
        List<QualifiedName> candidates = new ArrayList<>();
        for (QualifiedName declaration : single) {
            if (declaration.getLastSegment().equals(name.toString())) {
                candidates.add(declaration);
            }
        }
        packages.forEach(prefix -> candidates.add(prefix.append(name)));
        candidates.add(name);
        return candidates;
    }

    private IEObjectDescription shortened(IEObjectDescription element) {
        QualifiedName name = element.getQualifiedName();
        QualifiedName simple = QualifiedName.create(name.getLastSegment());
        IEObjectDescription seen = name.getSegmentCount() == 1 ? null : getSingleElement(simple);
        return seen != null && seen.getEObjectURI().equals(element.getEObjectURI())
                ? new AliasedEObjectDescription(simple, element) : element;
    }
}
