using System.Text.Json.Serialization;

namespace ScaleSim.ReferenceMaster.Journals;

/// <summary>One change of what must survive: applied in order, the records of a journal make the metadata.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "op")]
[JsonDerivedType(typeof(BeginRecord), "begin")]
[JsonDerivedType(typeof(MakeDirectoryRecord), "mkdir")]
[JsonDerivedType(typeof(AddFileRecord), "add")]
[JsonDerivedType(typeof(RenameRecord), "rename")]
[JsonDerivedType(typeof(DeleteRecord), "delete")]
[JsonDerivedType(typeof(ReserveRecord), "reserve")]
internal abstract record JournalRecord;
