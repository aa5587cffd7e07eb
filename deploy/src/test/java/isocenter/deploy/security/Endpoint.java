package isocenter.deploy.security;

import io.quarkus.security.Authenticated;
import isocenter.ingest.dicomweb.Roles;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.IndexReader;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Indexer;
import org.jspecify.annotations.Nullable;

/** One thing that the server answers. */
record Endpoint(String method, String path) {
    static final String NOBODY = "nobody";

    private static final Set<String> EVERY_ROLE =
            Set.of(Roles.ADMIN, Roles.RESEARCHER, Roles.RADIOLOGIST, Roles.AUDITOR, Roles.SERVICE);

    /** As {@code ROLES.md} has it: who may call each. */
    static Map<Endpoint, Set<String>> ofTheTable() throws IOException {
        Map<Endpoint, Set<String>> table = new LinkedHashMap<>();
        List<String> columns = List.of();
        for (String line : Files.readAllLines(java.nio.file.Path.of("ROLES.md"))) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            if (line.startsWith("| method")) {
                columns = cells;
            } else if (line.matches("\\| [A-Z]+ \\|.*")) {
                Set<String> roles = new TreeSet<>();
                for (int i = 3; i < cells.size() - 1; i++) {
                    if (!cells.get(i).equals("–")) {
                        roles.add(columns.get(i));
                    }
                }
                table.put(new Endpoint(cells.get(1), cells.get(2)), roles);
            }
        }
        return table;
    }

    /** As the annotations of all classes have it; null for what says nothing. */
    static Map<Endpoint, @Nullable Set<String>> ofTheCode() throws IOException, ClassNotFoundException {
        Map<Endpoint, @Nullable Set<String>> endpoints = new LinkedHashMap<>();
        for (Class<?> type : resources()) {
            for (Method method : type.getDeclaredMethods()) {
                Optional<String> verb = verb(method);
                if (verb.isPresent()) {
                    endpoints.put(new Endpoint(verb.get(), path(type) + path(method)), roles(method));
                }
            }
        }
        return endpoints;
    }

    /** All classes of ours in which {@code Path} or a verb stands, by the modules' indices and this module's classes. */
    private static Set<Class<?>> resources() throws IOException, ClassNotFoundException {
        List<IndexView> indices = new ArrayList<>(List.of(ownClasses()));
        for (URL url : Collections.list(Endpoint.class.getClassLoader().getResources("META-INF/jandex.idx"))) {
            try (InputStream stream = url.openStream()) {
                indices.add(new IndexReader(stream).read());
            }
        }
        Set<String> names = new TreeSet<>();
        for (IndexView index : indices) {
            for (Class<? extends Annotation> mark : List.of(
                    Path.class,
                    GET.class,
                    POST.class,
                    PUT.class,
                    PATCH.class,
                    DELETE.class,
                    HEAD.class,
                    OPTIONS.class)) {
                for (AnnotationInstance found : index.getAnnotations(mark)) {
                    names.add((found.target().kind() == AnnotationTarget.Kind.CLASS
                                    ? found.target().asClass()
                                    : found.target().asMethod().declaringClass())
                            .name()
                            .toString());
                }
            }
        }
        Set<Class<?>> types = new LinkedHashSet<>();
        for (String name : names) {
            if (name.startsWith("isocenter.")) {
                types.add(Class.forName(name));
            }
        }
        return types;
    }

    private static IndexView ownClasses() throws IOException {
        Indexer indexer = new Indexer();
        try (Stream<java.nio.file.Path> files = Files.walk(java.nio.file.Path.of("target", "classes", "isocenter"))) {
            for (java.nio.file.Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                try (InputStream stream = Files.newInputStream(file)) {
                    indexer.index(stream);
                }
            }
        }
        return indexer.complete();
    }

    /** A path without a verb leads into another class, which this does not follow. */
    private static Optional<String> verb(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return Optional.of(verb.value());
            }
        }
        if (method.isAnnotationPresent(Path.class)) {
            throw new AssertionError(method + " leads to a sub-resource: teach this test to follow it");
        }
        return Optional.empty();
    }

    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        String value = path == null ? "" : path.value().replaceAll("^/|/$", "");
        return value.isEmpty() ? "" : "/" + value;
    }

    private static @Nullable Set<String> roles(Method method) {
        for (AnnotatedElement element : new AnnotatedElement[] {method, method.getDeclaringClass()}) {
            RolesAllowed allowed = element.getAnnotation(RolesAllowed.class);
            if (allowed != null) {
                return new TreeSet<>(List.of(allowed.value()));
            }
            if (element.isAnnotationPresent(Authenticated.class)) {
                return new TreeSet<>(EVERY_ROLE);
            }
            if (element.isAnnotationPresent(PermitAll.class)) {
                Set<String> all = new LinkedHashSet<>(EVERY_ROLE);
                all.add(NOBODY);
                return new TreeSet<>(all);
            }
        }
        return null;
    }
}
