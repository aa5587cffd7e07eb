package isocenter.ingest.dataset;

import jakarta.data.Limit;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;

/** Reads the catalogue page by page, so that its size does not matter. */
@Repository
interface CatalogueImages {

    /** The patient's sex is the one on which all of the patient's images agree. */
    @Query("select i.id, i.patient, p.sex, i.age, i.modality, i.bodyPart, i.site, i.manufacturer, i.frames, i.sha256,"
            + " i.pixelSha256 from Instance i join Patient p on p.pseudonym = i.patient where i.id > :after"
            + " order by i.id")
    List<CatalogueImage> after(String after, Limit limit);

    @Query("select i.id, i.patient, p.sex, i.age, i.modality, i.bodyPart, i.site, i.manufacturer, i.frames, i.sha256,"
            + " i.pixelSha256 from Instance i join Patient p on p.pseudonym = i.patient where i.id in :ids"
            + " order by i.id")
    List<CatalogueImage> withIds(List<String> ids);

    /** Images of which no frame is a slice of a current volume. */
    @Query("select count(i) from Instance i where not exists (select 1 from StoredSlice s join StoredVolume v"
            + " on v.id = s.volume where s.instance = i.id and v.superseded = false)")
    long inNoVolume();
}
