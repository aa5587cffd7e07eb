package isocenter.deploy.desk;

import isocenter.deploy.representation.BackboneJson;
import isocenter.deploy.representation.PredictorJson;
import isocenter.deploy.representation.StoredJson;
import isocenter.finetune.evaluation.Predictors;
import isocenter.ingest.dicomweb.Roles;
import isocenter.pretrain.registry.BackboneException;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The registry: backbones and what was fine-tuned from them. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {
    private final Backbones backbones;
    private final Predictors predictors;

    ModelResource(Backbones backbones, Predictors predictors) {
        this.backbones = backbones;
        this.predictors = predictors;
    }

    @GET
    @Path("/backbones")
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR})
    public List<Map<String, Object>> backbones() {
        return backbones.all().stream().map(BackboneJson::of).toList();
    }

    /** A backbone, also a deleted one. */
    @GET
    @Path("/backbones/{id}")
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR})
    public Map<String, @Nullable Object> backbone(@PathParam("id") String id) {
        BackboneVersion backbone = backbones.known(id);
        Map<String, @Nullable Object> json = new LinkedHashMap<>(BackboneJson.of(backbone));
        json.put("run", backbone.run);
        json.put("continuedFrom", backbone.continuedFrom);
        json.put("recipe", StoredJson.parse(backbone.recipe));
        json.put("recipeSha256", backbone.recipeSha256);
        json.put("created", backbone.created.toString());
        json.put(
                "origin",
                backbones
                        .origin(id)
                        .map(origin -> Map.of(
                                "source", origin.source,
                                "licence", origin.licence,
                                "sourceSha256", origin.sourceSha256))
                        .orElse(null));
        return json;
    }

    @GET
    @Path("/predictors")
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR})
    public List<Map<String, Object>> predictors() {
        return predictors.all().stream().map(PredictorJson::of).toList();
    }

    @ServerExceptionMapper
    Response unknown(BackboneException e) {
        return Answer.problem(404, String.valueOf(e.getMessage())).getResponse();
    }
}
