package org.spikewright.language.validation;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.xtext.naming.IQualifiedNameConverter;
import org.eclipse.xtext.naming.IQualifiedNameProvider;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.scoping.IGlobalScopeProvider;
import org.eclipse.xtext.util.IResourceScopeCache;
import org.spikewright.compile.Code;
import org.spikewright.compile.DiagnosticSink;
import org.spikewright.language.library.Library;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Import;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Reference;

/** Checks names across files: imports that bring nothing, declarations of one name, and names that could mean several of them. */
final class NameChecks {

    @Inject
    private Library library;

    @Inject
    private IGlobalScopeProvider others;

    @Inject
    private IQualifiedNameConverter names;

    @Inject
    private IQualifiedNameProvider fullNames;

    @Inject
    private IResourceScopeCache cache;

    /** What a file can name, by full name and then by the file that declares it. */
    private Map<QualifiedName, Set<URI>> visible(Model model) {
        return cache.get(NameChecks.class, model.eResource(), () -> {
            Map<QualifiedName, Set<URI>> visible = new HashMap<>();
            for (IEObjectDescription declared : others.getScope(model.eResource(), CorePackage.Literals.REFERENCE__TARGET, null)
                    .getAllElements()) {
                visible.computeIfAbsent(declared.getName(), _ -> new LinkedHashSet<>(2)).add(declared.getEObjectURI().trimFragment());
            }
            for (Declaration declaration : model.getDeclarations()) {
                QualifiedName name = fullNames.getFullyQualifiedName(declaration);
                if (name != null) {
                    visible.computeIfAbsent(name, _ -> new LinkedHashSet<>(2)).add(model.eResource().getURI());
                }
            }
            return visible;
        });
    }

    /** Checks that an import brings something, and that no import before it brings another declaration of the same name. */
    void imported(Import imported, DiagnosticSink problems) {
        String text = imported.getImportedNamespace();
        if (text == null || text.startsWith(".") || !(imported.eContainer() instanceof Model model)) {
            return;
        }
        if (text.endsWith(".*")) {
            QualifiedName space = names.toQualifiedName(text.substring(0, text.length() - 2));
            if (visible(model).keySet().stream().noneMatch(name -> isIn(name, space)) && !isOf(model, space)) {
                problems.report(Code.UNKNOWN_NAME, "there is no package '" + space + "' in this folder or in the library"
                        + remedy(space, packages(model)), imported, CorePackage.Literals.IMPORT__IMPORTED_NAMESPACE);
            }
            return;
        }
        QualifiedName name = names.toQualifiedName(text);
        if (!visible(model).containsKey(name)) {
            problems.report(Code.UNKNOWN_NAME, "there is no declaration '" + name + "' in this folder or in the library"
                    + remedy(name, visible(model).keySet().stream().map(QualifiedName::toString).toList()), imported,
                    CorePackage.Literals.IMPORT__IMPORTED_NAMESPACE);
            return;
        }
        for (Import before : model.getImports()) {
            if (before == imported) {
                return;
            }
            String other = before.getImportedNamespace();
            if (other != null && !other.endsWith("*") && !other.equals(text)
                    && names.toQualifiedName(other).getLastSegment().equals(name.getLastSegment())) {
                problems.report(Code.DUPLICATE_NAME, "'" + name.getLastSegment() + "' is imported from '" + names.toQualifiedName(other).skipLast(1)
                        + "' already; import one of the two and write the other's full name", imported,
                        CorePackage.Literals.IMPORT__IMPORTED_NAMESPACE);
            }
        }
    }

    private static String remedy(QualifiedName name, Collection<String> known) {
        String closest = Closest.of(name.toString(), known);
        return closest.isEmpty() ? "; add the file, or the extension, that has it" : closest;
    }

    private static boolean isOf(Model model, QualifiedName space) {
        return space.toString().equals(model.getName());
    }

    private static boolean isIn(QualifiedName name, QualifiedName space) {
        return name.getSegmentCount() == space.getSegmentCount() + 1 && name.startsWith(space);
    }

    private Set<String> packages(Model model) {
        return visible(model).keySet().stream().filter(name -> name.getSegmentCount() > 1).map(name -> name.skipLast(1).toString())
                .collect(Collectors.toSet());
    }

    /** Checks that no other file of the package declares the same name, and that what a declaration names can mean one thing only. */
    void declared(Declaration declaration, DiagnosticSink problems) {
        if (!(declaration.eContainer() instanceof Model model) || Library.contains(model.eResource().getURI())) {
            return;
        }
        if (declaration == model.getDeclarations().getFirst() && model.getName() != null && library.hasPackage(model.getName())) {
            boolean isStandard = Library.isStandard(model.getName());
            problems.report(Code.DUPLICATE_NAME, (isStandard ? "packages whose names start with '" + Library.STANDARD
                    + "' are the standard library's" : "a bundle has a library package of this name") + "; choose another name than '"
                    + model.getName() + "'", declaration, CorePackage.Literals.NAMED__NAME);
            return;
        }
        QualifiedName name = fullNames.getFullyQualifiedName(declaration);
        if (name != null) {
            visible(model).getOrDefault(name, Set.of()).stream().filter(file -> !isSame(file, model.eResource().getURI())).findFirst()
                    .ifPresent(other -> problems.report(Code.DUPLICATE_NAME, "'" + declaration.getName() + "' is declared in "
                            + URI.decode(other.lastSegment()) + ", too; rename one", declaration, CorePackage.Literals.NAMED__NAME));
        }
        Map<String, List<QualifiedName>> ambiguous = ambiguous(model);
        if (ambiguous.isEmpty()) {
            return;
        }
        for (var parts = EcoreUtil.getAllProperContents(declaration, false); parts.hasNext();) {
            if (parts.next() instanceof Reference reference && reference.getTarget() instanceof Declaration target && !target.eIsProxy()
                    && ambiguous.containsKey(target.getName()) && target.eResource() != model.eResource() && isSimple(reference)) {
                QualifiedName chosen = fullNames.getFullyQualifiedName(target);
                List<QualifiedName> rest = new ArrayList<>(ambiguous.get(target.getName()));
                rest.remove(chosen);
                rest.stream().filter(other -> !(isOfLibrary(chosen) && isOfLibrary(other))).findFirst().ifPresent(other -> problems.report(Code.AMBIGUOUS_NAME, "'" + target.getName() + "' is '" + chosen
                        + "' here, but '" + other + "' is visible as well; write the full name of the one that is meant", reference,
                        CorePackage.Literals.REFERENCE__TARGET));
            }
        }
    }

    private static boolean isOfLibrary(QualifiedName name) {
        return Library.STANDARD.equals(name.getFirstSegment());
    }

    private static boolean isSimple(EObject reference) {
        return NodeModelUtils.findNodesForFeature(reference, CorePackage.Literals.REFERENCE__TARGET).stream()
                .noneMatch(node -> node.getText().contains("."));
    }

    private static boolean isSame(URI a, URI b) {
        return URI.decode(a.toString()).equals(URI.decode(b.toString()));
    }

    /** Simple names that several packages offer without a qualifier. Explicit imports of one declaration decide. */
    private Map<String, List<QualifiedName>> ambiguous(Model model) {
        return cache.get(List.of(NameChecks.class, "ambiguous"), model.eResource(), () -> {
            Set<QualifiedName> spaces = new HashSet<>();
            Set<String> decided = new HashSet<>();
            Library.IMPLICIT.forEach(space -> spaces.add(names.toQualifiedName(space)));
            if (model.getName() != null) {
                spaces.add(names.toQualifiedName(model.getName()));
            }
            for (Import imported : model.getImports()) {
                String text = imported.getImportedNamespace();
                if (text != null && text.length() > 2 && text.endsWith(".*")) {
                    spaces.add(names.toQualifiedName(text.substring(0, text.length() - 2)));
                } else if (text != null) {
                    decided.add(text.substring(text.lastIndexOf('.') + 1));
                }
            }
            Map<String, QualifiedName> first = new HashMap<>();
            Map<String, List<QualifiedName>> offered = new HashMap<>();
            for (QualifiedName name : visible(model).keySet()) {
                if (name.getSegmentCount() > 1 && !decided.contains(name.getLastSegment()) && spaces.contains(name.skipLast(1))) {
                    QualifiedName other = first.putIfAbsent(name.getLastSegment(), name);
                    if (other != null) {
                        offered.computeIfAbsent(name.getLastSegment(), _ -> new ArrayList<>(List.of(other))).add(name);
                    }
                }
            }
            return offered;
        });
    }
}
