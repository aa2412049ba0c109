package org.spikewright.language;

import com.google.inject.Binder;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import com.google.inject.name.Names;
import org.eclipse.xtext.conversion.IValueConverterService;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.formatting2.IFormatter2;
import org.eclipse.xtext.generator.IShouldGenerate;
import org.eclipse.xtext.linking.ILinker;
import org.eclipse.xtext.linking.ILinkingDiagnosticMessageProvider;
import org.eclipse.xtext.parser.IParser;
import org.eclipse.xtext.parser.antlr.ISyntaxErrorMessageProvider;
import org.eclipse.xtext.parser.antlr.Lexer;
import org.eclipse.xtext.parser.antlr.LexerBindings;
import org.eclipse.xtext.resource.IDefaultResourceDescriptionStrategy;
import org.eclipse.xtext.resource.IResourceDescription;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.scoping.IGlobalScopeProvider;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.util.OnChangeEvictingCache;
import org.eclipse.xtext.validation.CompositeEValidator;
import org.eclipse.xtext.validation.IResourceValidator;
import org.spikewright.common.binding.Bindings;
import org.spikewright.language.formatting.SpikeFormatter;
import org.spikewright.language.index.DeclarationDescriptions;
import org.spikewright.language.index.ModelDescriptions;
import org.spikewright.language.linking.FirstLinker;
import org.spikewright.language.linking.ReadOnlyModelCache;
import org.spikewright.language.parser.SpikeLexer;
import org.spikewright.language.parser.SpikeValueConverters;
import org.spikewright.language.parser.WholeFileParser;
import org.spikewright.language.scoping.SpikeGlobalScopeProvider;
import org.spikewright.language.validation.LinkingMessages;
import org.spikewright.language.validation.SpikeResourceValidator;
import org.spikewright.language.validation.SyntaxMessages;

/** Says which classes make up the language when there is no editor around it. */
public class SpikeRuntimeModule extends AbstractSpikeRuntimeModule {

    @Override
    public void configureRuntimeLexer(Binder binder) {
        binder.bind(Lexer.class).annotatedWith(Names.named(LexerBindings.RUNTIME)).to(SpikeLexer.class);
    }

    /** Keeps EMF from reporting what the language's own messages say better. */
    public void configureUseEObjectValidator(Binder binder) {
        binder.bindConstant().annotatedWith(Names.named(CompositeEValidator.USE_EOBJECT_VALIDATOR)).to(false);
    }

    @Override
    public Class<? extends XtextResource> bindXtextResource() {
        return SpikeResource.class;
    }

    @Override
    public Class<? extends IParser> bindIParser() {
        return WholeFileParser.class;
    }

    @Override
    public Class<? extends IValueConverterService> bindIValueConverterService() {
        return SpikeValueConverters.class;
    }

    @Override
    public Class<? extends IGlobalScopeProvider> bindIGlobalScopeProvider() {
        return SpikeGlobalScopeProvider.class;
    }

    /** What functions mean to the engines that are there. */
    public void configureBindings(Binder binder) {
        Provider<Contributions> contributions = binder.getProvider(Contributions.class);
        binder.bind(Bindings.class).toProvider(() -> contributions.get().bindings()).in(Singleton.class);
    }

    /** What a file offers to others. */
    public Class<? extends IDefaultResourceDescriptionStrategy> bindIDefaultResourceDescriptionStrategy() {
        return DeclarationDescriptions.class;
    }

    @Override
    public Class<? extends ILinker> bindILinker() {
        return FirstLinker.class;
    }

    /** What is remembered of a file. */
    public Class<? extends OnChangeEvictingCache> bindOnChangeEvictingCache() {
        return ReadOnlyModelCache.class;
    }

    /** Which files a change concerns. */
    public Class<? extends IResourceDescription.Manager> bindIResourceDescription$Manager() {
        return ModelDescriptions.class;
    }

    /** What of a file is checked. */
    public Class<? extends IResourceValidator> bindIResourceValidator() {
        return SpikeResourceValidator.class;
    }

    /** What is said about syntax errors. */
    public Class<? extends ISyntaxErrorMessageProvider> bindISyntaxErrorMessageProvider() {
        return SyntaxMessages.class;
    }

    /** What is said about unknown names. */
    public Class<? extends ILinkingDiagnosticMessageProvider.Extended> bindILinkingDiagnosticMessageProvider() {
        return LinkingMessages.class;
    }

    /** How files are laid out. */
    public Class<? extends IFormatter2> bindIFormatter2() {
        return SpikeFormatter.class;
    }

    /** Nothing is generated from a model while it is built; to ask whether would check it a second time. */
    public Class<? extends IShouldGenerate> bindIShouldGenerate() {
        return NothingIsGenerated.class;
    }

    private static final class NothingIsGenerated implements IShouldGenerate {

        @Override
        public boolean shouldGenerate(Resource model, CancelIndicator cancel) {
            return false;
        }
    }
}
