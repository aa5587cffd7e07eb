"""Writes the PDUs and the state table that PduCodecTest and StateTableTest compare with, as pynetdicom has them.

    python dimse_reference.py OUTPUT-FOLDER        (needs pynetdicom 3.0)
"""

import json
import sys
from pathlib import Path

from pynetdicom.fsm import TRANSITION_TABLE
from pynetdicom.pdu import A_ABORT_RQ, A_ASSOCIATE_AC, A_ASSOCIATE_RJ, A_ASSOCIATE_RQ, A_RELEASE_RP, A_RELEASE_RQ, P_DATA_TF
from pynetdicom.pdu_primitives import (
    A_ABORT,
    A_ASSOCIATE,
    A_RELEASE,
    P_DATA,
    AsynchronousOperationsWindowNegotiation,
    ImplementationClassUIDNotification,
    ImplementationVersionNameNotification,
    MaximumLengthNotification,
    SCP_SCU_RoleSelectionNegotiation,
    SOPClassCommonExtendedNegotiation,
    SOPClassExtendedNegotiation,
    UserIdentityNegotiation,
)
from pynetdicom.presentation import PresentationContext

CT = "1.2.840.10008.5.1.4.1.1.2"
MR = "1.2.840.10008.5.1.4.1.1.4"
IMPLICIT = "1.2.840.10008.1.2"
EXPLICIT = "1.2.840.10008.1.2.1"
J2K = "1.2.840.10008.1.2.4.90"


def context(identifier, abstract, transfer, result=None):
    made = PresentationContext()
    made.context_id = identifier
    if abstract:
        made.abstract_syntax = abstract
    made.transfer_syntax = transfer
    made.result = result
    return made


def user_items(extra):
    length = MaximumLengthNotification()
    length.maximum_length_received = 16382
    implementation = ImplementationClassUIDNotification()
    implementation.implementation_class_uid = "1.2.3.4"
    version = ImplementationVersionNameNotification()
    version.implementation_version_name = "PEER_1"
    return [length, implementation, version] + extra


def associate(extra):
    made = A_ASSOCIATE()
    made.application_context_name = "1.2.840.10008.3.1.1.1"
    made.calling_ae_title = "SCU"
    made.called_ae_title = "ISOCENTER"
    made.user_information = user_items(extra)
    return made


def negotiated():
    window = AsynchronousOperationsWindowNegotiation()
    window.maximum_number_operations_invoked = 5
    window.maximum_number_operations_performed = 7
    role = SCP_SCU_RoleSelectionNegotiation()
    role.sop_class_uid = CT
    role.scu_role = False
    role.scp_role = True
    extended = SOPClassExtendedNegotiation()
    extended.sop_class_uid = CT
    extended.service_class_application_information = b"\x02\x00\x03\x00\x01\x00"
    common = SOPClassCommonExtendedNegotiation()
    common.sop_class_uid = MR
    common.service_class_uid = "1.2.840.10008.4.2"
    common.related_general_sop_class_identification = [CT]
    identity = UserIdentityNegotiation()
    identity.user_identity_type = 2
    identity.positive_response_requested = True
    identity.primary_field = b"somebody"
    identity.secondary_field = b"secret"
    return [window, role, extended, common, identity]


def pdus():
    made = {}

    request = associate([])
    request.presentation_context_definition_list = [context(1, CT, [IMPLICIT])]
    pdu = A_ASSOCIATE_RQ()
    pdu.from_primitive(request)
    made["plain request"] = pdu.encode()

    request = associate(negotiated())
    request.presentation_context_definition_list = [
        context(1, CT, [J2K, EXPLICIT, IMPLICIT]),
        context(3, MR, [EXPLICIT]),
        context(255, "1.2.840.10008.1.1", [IMPLICIT]),
    ]
    pdu = A_ASSOCIATE_RQ()
    pdu.from_primitive(request)
    made["rich request"] = pdu.encode()

    accept = associate([])
    accept.result = 0
    accept.presentation_context_definition_results_list = [
        context(1, None, [EXPLICIT], 0),
        context(3, None, [IMPLICIT], 3),
        context(5, None, [IMPLICIT], 4),
    ]
    pdu = A_ASSOCIATE_AC()
    pdu.from_primitive(accept)
    made["accept"] = pdu.encode()

    reject = A_ASSOCIATE()
    reject.result = 1
    reject.result_source = 1
    reject.diagnostic = 7
    pdu = A_ASSOCIATE_RJ()
    pdu.from_primitive(reject)
    made["reject"] = pdu.encode()

    data = P_DATA()
    # the first byte of a value is its message control header
    data.presentation_data_value_list = [[1, b"\x03" + bytes(range(10))], [1, b"\x00" + b"ab"]]
    pdu = P_DATA_TF()
    pdu.from_primitive(data)
    made["data"] = pdu.encode()

    pdu = A_RELEASE_RQ()
    pdu.from_primitive(A_RELEASE())
    made["release request"] = pdu.encode()

    response = A_RELEASE()
    response.result = "affirmative"
    pdu = A_RELEASE_RP()
    pdu.from_primitive(response)
    made["release response"] = pdu.encode()

    abort = A_ABORT()
    abort.abort_source = 0
    pdu = A_ABORT_RQ()
    pdu.from_primitive(abort)
    made["abort"] = pdu.encode()
    return made


def main():
    folder = Path(sys.argv[1])
    reference = {
        "pdus": {name: encoded.hex() for name, encoded in pdus().items()},
        "states": {f"{event[3:]} {state[3:]}": action for (event, state), action in TRANSITION_TABLE.items()},
    }
    (folder / "reference.json").write_text(json.dumps(reference, indent=1) + "\n")


if __name__ == "__main__":
    main()
